package social.coulomb.sandboxer.sdk;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What one operation may know of a sandbox's secrets: values for the sandbox itself, and credentials for what
/// it is made from. Lives as long as the operation; prints no value.
///
/// @param values what the profile's `setup.secret_refs` stand for, by ref, in the profile's order
/// @param sources credentials for git repositories; never given to the sandbox
/// @param registries credentials for image registries; never given to the sandbox
public record Secrets(Map<String, String> values, List<SourceCredential> sources, List<RegistryCredential> registries) {

    /// A sandbox without secrets.
    public static final Secrets NONE = new Secrets(Map.of(), List.of(), List.of());

    public Secrets {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        sources = List.copyOf(sources);
        registries = List.copyOf(registries);
    }

    /// Values by ref, without credentials.
    public static Secrets of(Map<String, String> values) {
        return new Secrets(values, List.of(), List.of());
    }

    /// The name under which the value of a ref stands in an environment: `build_registry-token` is
    /// `BUILD_REGISTRY_TOKEN`.
    public static String variable(String ref) {
        String name = ref.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
        return name.isEmpty() || Character.isDigit(name.charAt(0)) ? "_" + name : name;
    }

    public boolean isEmpty() {
        return values.isEmpty() && sources.isEmpty() && registries.isEmpty();
    }

    /// The text with `***` in place of every value and password of at least four characters, also where it
    /// stands as base64 or as a part of a URL.
    public String redact(String text) {
        if (isEmpty()) {
            return text;
        }
        Redaction redaction = new Redaction();
        values.values().forEach(redaction::hide);
        sources.forEach(source -> redaction.hideLogin(source.username(), source.password()));
        registries.forEach(registry -> redaction.hideLogin(registry.username(), registry.password()));
        return redaction.apply(text);
    }

    @Override
    public String toString() {
        List<String> names = new ArrayList<>(values.keySet());
        sources.forEach(source -> names.add("git " + source.prefix()));
        registries.forEach(registry -> names.add("registry " + registry.registry()));
        return "Secrets" + names;
    }
}
