package social.coulomb.sandboxer.sdk.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.sdk.EnvironmentVariables;

/// Where the credential for a backend's provider is looked for. Two keys of a descriptor's `config` say so, the
/// same for every backend: `credential_env`, a variable of the program's environment, and `secret_ref`, the
/// name of a secret that stands in `SANDBOXER_SECRET_<REF>`. The first that is set serves.
///
/// @param variables in the order in which they are tried; empty when no credential is needed
public record CredentialNeed(List<String> variables) {

    private static final String VARIABLE_KEY = "credential_env";
    private static final String SECRET_KEY = "secret_ref";
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,127}");
    private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");

    public CredentialNeed {
        variables = List.copyOf(variables);
    }

    public static CredentialNeed of(ExtensionDescriptor descriptor) {
        return of(descriptor.config());
    }

    /// @throws InvalidField when one of the two keys has no usable value
    static CredentialNeed of(Map<String, JsonNode> config) {
        String variable = text(config, VARIABLE_KEY, VARIABLE, "the name of an environment variable");
        String secret = text(config, SECRET_KEY, SECRET, "letters, digits, '.', '_' and '-'");
        return new CredentialNeed(Stream.of(
                        Optional.ofNullable(variable),
                        Optional.ofNullable(secret).map(CredentialNeed::variableOf))
                .flatMap(Optional::stream)
                .distinct()
                .toList());
    }

    /// The variable in which a secret stands: `build-registry.token` is in
    /// `SANDBOXER_SECRET_BUILD_REGISTRY_TOKEN`.
    public static String variableOf(String secretRef) {
        return "SANDBOXER_SECRET_" + secretRef.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }

    /// The credential; empty when none is needed or none is set.
    public Optional<String> find(EnvironmentVariables environment) {
        return variables.stream()
                .map(environment::get)
                .filter(Objects::nonNull)
                .filter(value -> !value.isBlank())
                .findFirst();
    }

    public boolean isMet(EnvironmentVariables environment) {
        return variables.isEmpty() || find(environment).isPresent();
    }

    /// What to do about it, for people.
    public String cure() {
        return "set " + String.join(" or ", variables) + " for the program and start it anew";
    }

    private static @Nullable String text(Map<String, JsonNode> config, String key, Pattern form, String wanted) {
        JsonNode value = config.get(key);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isTextual() || !form.matcher(value.textValue()).matches()) {
            throw new InvalidField("config." + key, "must be " + wanted + ", or be left out");
        }
        return value.textValue();
    }
}
