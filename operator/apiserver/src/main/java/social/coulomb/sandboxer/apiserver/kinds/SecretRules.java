package social.coulomb.sandboxer.apiserver.kinds;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import social.coulomb.sandboxer.apiserver.schema.FieldError;
import social.coulomb.sandboxer.apiserver.schema.GoText;

/// Secrets: plain texts become data, the type says which keys must be there and never changes.
final class SecretRules implements KindRules {

    private static final String DATA = "data";
    private static final String STRING_DATA = "stringData";
    private static final String TYPE = "type";

    @Override
    public void settle(ObjectNode object) {
        if (object.get(STRING_DATA) instanceof ObjectNode texts) {
            ObjectNode data = object.withObjectProperty(DATA);
            texts.properties().forEach(text -> data.put(text.getKey(), encoded(text.getValue())));
            object.remove(STRING_DATA);
        }
        if (object.path(TYPE).asText("").isEmpty()) {
            object.put(TYPE, "Opaque");
        }
    }

    @Override
    public List<FieldError> check(ObjectNode object) {
        var errors = new ArrayList<FieldError>();
        DataBags.checkKeys(object, DATA, errors);
        DataBags.checkSize(object, List.of(DATA), DATA, errors);
        JsonNode data = object.path(DATA);
        switch (object.path(TYPE).asText()) {
            case "kubernetes.io/tls" -> {
                require(data, "tls.crt", errors);
                require(data, "tls.key", errors);
            }
            case "kubernetes.io/ssh-auth" -> require(data, "ssh-privatekey", errors);
            case "kubernetes.io/dockercfg" -> require(data, ".dockercfg", errors);
            case "kubernetes.io/dockerconfigjson" -> require(data, ".dockerconfigjson", errors);
            case "kubernetes.io/basic-auth" -> {
                if (!data.has("username") && !data.has("password")) {
                    require(data, "username", errors);
                    require(data, "password", errors);
                }
            }
            default -> {
                // Other types promise nothing about their keys.
            }
        }
        return errors;
    }

    @Override
    public List<FieldError> checkUpdate(ObjectNode object, ObjectNode live) {
        var errors = new ArrayList<FieldError>();
        if (!object.path(TYPE).equals(live.path(TYPE))) {
            errors.add(FieldError.invalid(TYPE, GoText.value(object.path(TYPE)), "field is immutable"));
        }
        errors.addAll(DataBags.checkImmutable(object, live, List.of(DATA)));
        return errors;
    }

    private static void require(JsonNode data, String key, List<FieldError> errors) {
        if (!data.has(key)) {
            errors.add(FieldError.required("data[" + key + "]", ""));
        }
    }

    private static String encoded(JsonNode text) {
        return Base64.getEncoder().encodeToString(text.asText().getBytes(StandardCharsets.UTF_8));
    }
}
