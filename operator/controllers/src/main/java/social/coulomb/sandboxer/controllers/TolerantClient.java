package social.coulomb.sandboxer.controllers;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// A client that reads what it can of a damaged object. A list or a watch ends at the first object that cannot
/// be read, and with it the controllers; so a value of a wrong type is read as absent, and its object is dealt
/// with alone.
public final class TolerantClient {

    private TolerantClient() {}

    /// The caller closes it.
    public static KubernetesClient build(Config config) {
        ObjectMapper mapper = new ObjectMapper()
                .configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false)
                .configure(DeserializationFeature.READ_UNKNOWN_ENUM_VALUES_AS_NULL, true)
                .addHandler(new WrongTypeIsAbsent());
        return new KubernetesClientBuilder()
                .withConfig(config)
                .withKubernetesSerialization(new KubernetesSerialization(mapper, true))
                .build();
    }

    private static final class WrongTypeIsAbsent extends DeserializationProblemHandler {

        @Override
        public @Nullable Object handleWeirdStringValue(
                DeserializationContext context, Class<?> type, String value, String problem) {
            return null;
        }

        @Override
        public @Nullable Object handleWeirdNumberValue(
                DeserializationContext context, Class<?> type, Number value, String problem) {
            return null;
        }

        @Override
        public @Nullable Object handleUnexpectedToken(
                DeserializationContext context, JavaType type, JsonToken token, JsonParser parser, String problem)
                throws IOException {
            parser.skipChildren();
            return null;
        }

        @Override
        public @Nullable Object handleInstantiationProblem(
                DeserializationContext context, Class<?> type, @Nullable Object argument, Throwable problem) {
            return null;
        }

        @Override
        public @Nullable Object handleMissingInstantiator(
                DeserializationContext context,
                Class<?> type,
                com.fasterxml.jackson.databind.deser.ValueInstantiator instantiator,
                JsonParser parser,
                String problem)
                throws IOException {
            parser.skipChildren();
            return null;
        }
    }
}
