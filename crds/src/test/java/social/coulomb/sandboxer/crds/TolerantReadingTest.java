package social.coulomb.sandboxer.crds;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import social.coulomb.sandboxer.crds.hostprobe.HostProbeSpec;
import social.coulomb.sandboxer.crds.hostprobe.HostProbeStatus;
import social.coulomb.sandboxer.crds.sandbox.RoutingStrategy;
import social.coulomb.sandboxer.crds.sandbox.Sandbox;
import social.coulomb.sandboxer.crds.sandbox.SandboxSpec;
import social.coulomb.sandboxer.crds.sandbox.SandboxStatus;
import social.coulomb.sandboxer.crds.sandbox.ShutdownPolicy;
import social.coulomb.sandboxer.crds.snapshot.SnapshotSpec;
import social.coulomb.sandboxer.crds.snapshot.SnapshotStatus;

/// One object that cannot be read stops the list it is in, so nothing an API may hold may fail to be read.
final class TolerantReadingTest {

    private final KubernetesSerialization serialization = new KubernetesSerialization();

    @Test
    void unknownFieldsAndUnknownWordsAreReadAsAbsent() {
        Sandbox sandbox = serialization.unmarshal("""
                {"apiVersion":"sandboxer.coulomb.social/v1alpha1","kind":"Sandbox","metadata":{"name":"a","namespace":"b"},
                 "spec":{"shutdownPolicy":"Freeze","newcomer":{"x":1},"route":{"strategy":"lowest-cost","also":2}},
                 "status":{"state":"Sleeping","conditions":[{"type":"Ready","status":"True","reason":"Up","message":"",
                   "lastTransitionTime":"2026-11-01T00:00:00Z","future":true}]}}
                """, Sandbox.class);
        assertThat(sandbox.getSpec().shutdownPolicy()).isNull();
        assertThat(requireNonNull(sandbox.getSpec().route()).strategy()).isEqualTo(RoutingStrategy.LOWEST_COST);
        SandboxStatus status = requireNonNull(sandbox.getStatus());
        assertThat(status.state()).isNull();
        assertThat(status.conditions())
                .containsExactly(new Condition("Ready", "True", "Up", "", null, Instant.parse("2026-11-01T00:00:00Z")));
    }

    @Test
    void wordsAreWrittenAsTheSchemaWantsThem() {
        Sandbox sandbox = serialization.unmarshal(
                "{\"spec\":{\"shutdownPolicy\":\"Delete\",\"route\":{\"strategy\":\"prefer-self-hosted\"}}}",
                Sandbox.class);
        assertThat(sandbox.getSpec().shutdownPolicy()).isEqualTo(ShutdownPolicy.DELETE);
        assertThat(serialization.asJson(sandbox.getSpec()))
                .contains("\"Delete\"", "\"prefer-self-hosted\"")
                .doesNotContain("null", "inputs");
    }

    @Test
    void aFreshObjectCarriesNoFieldsThatApplyWouldClaim() {
        assertThat(serialization.asJson(new Sandbox())).doesNotContain("spec").doesNotContain("status");
    }

    @Test
    void everyRecordIgnoresUnknownFields() {
        Set<Class<?>> records = new HashSet<>();
        for (Class<?> root : List.of(
                SandboxSpec.class,
                SandboxStatus.class,
                SnapshotSpec.class,
                SnapshotStatus.class,
                HostProbeSpec.class,
                HostProbeStatus.class)) {
            collect(root, records);
        }
        assertThat(records).hasSizeGreaterThan(20).allSatisfy(type -> {
            JsonIgnoreProperties annotation = type.getAnnotation(JsonIgnoreProperties.class);
            assertThat(annotation).as(type.getName()).isNotNull();
            assertThat(annotation.ignoreUnknown()).as(type.getName()).isTrue();
        });
    }

    private static void collect(@Nullable Type type, Set<Class<?>> records) {
        if (type instanceof ParameterizedType generic) {
            for (Type argument : generic.getActualTypeArguments()) {
                collect(argument, records);
            }
        } else if (type instanceof Class<?> plain && plain.isRecord() && records.add(plain)) {
            for (RecordComponent component : plain.getRecordComponents()) {
                collect(component.getGenericType(), records);
            }
        }
    }
}
