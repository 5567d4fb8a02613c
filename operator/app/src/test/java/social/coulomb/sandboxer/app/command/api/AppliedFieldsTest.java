package social.coulomb.sandboxer.app.command.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AppliedFieldsTest {

    private static final String OBJECT = """
            metadata: {labels: {mine: a, theirs: b}}
            spec:
              profile: profile.build
              ttl: 2h
              inputs: {repo: x, branch: y}
              route: {strategy: lowest-cost, extensions: [ext.a, ext.b]}
              consumer: {}
            status: {state: Ready}
            """;

    @Test
    void onlyWhatTheManagerAppliedIsTaken() throws Exception {
        assertThat(AppliedFields.of(map(OBJECT), map("""
                        f:metadata: {f:labels: {f:mine: {}}}
                        f:spec:
                          f:profile: {}
                          f:inputs: {.: {}, f:repo: {}}
                          f:route: {f:extensions: {}}
                          f:consumer: {.: {}}
                        """))).isEqualTo(map("""
                        metadata: {labels: {mine: a}}
                        spec:
                          profile: profile.build
                          inputs: {repo: x}
                          route: {extensions: [ext.a, ext.b]}
                          consumer: {}
                        """));
    }

    @Test
    void aFieldThatIsGoneIsNoneOfIt() throws Exception {
        assertThat(AppliedFields.of(map(OBJECT), map("f:spec: {f:host: {}, f:ttl: {}}")))
                .isEqualTo(map("spec: {ttl: 2h}"));
    }

    @Test
    void whoAppliedNothingOwnsNothing() throws Exception {
        assertThat(AppliedFields.of(map(OBJECT), Map.of())).isEmpty();
    }

    private static Map<String, Object> map(String yaml) throws Exception {
        return new YAMLMapper().readValue(yaml, new TypeReference<>() {});
    }
}
