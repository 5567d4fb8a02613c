package social.coulomb.sandboxer.apiserver.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

/// The CRDs of this repository are schemas that our own API accepts.
class OwnKindsTest {
    @Test
    void committedSchemasCompileWithAllTheirRules() throws Exception {
        assertThat(OwnKind.all()).isNotEmpty();
        for (OwnKind own : OwnKind.all()) {
            for (JsonNode version : own.definition().path("spec").path("versions")) {
                JsonNode schema = version.path("schema").path("openAPIV3Schema");
                assertThat(StructuralSchema.compile((ObjectNode) schema).checkRules())
                        .as(own.kind())
                        .isEmpty();
            }
        }
    }
}
