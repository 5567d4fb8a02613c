package social.coulomb.sandboxer.apiserver.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ResourcePathTest {

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "/api/v1/configmaps, '', v1, '', configmaps, '', '', false",
                "/api/v1/namespaces, '', v1, '', namespaces, '', '', false",
                "/api/v1/namespaces/a, '', v1, '', namespaces, a, '', false",
                "/api/v1/namespaces/a/finalize, '', v1, '', namespaces, a, finalize, false",
                "/api/v1/namespaces/a/status, '', v1, '', namespaces, a, status, false",
                "/api/v1/namespaces/a/secrets/b, '', v1, a, secrets, b, '', false",
                "/apis/g.io/v2/things/x/scale, g.io, v2, '', things, x, scale, false",
                "/apis/g.io/v2/namespaces/n/things, g.io, v2, n, things, '', '', false",
                "/apis/g.io/v2/watch/namespaces/n/things/x, g.io, v2, n, things, x, '', true",
                "/apis/g.io/v2/things/a%2Bb, g.io, v2, '', things, a+b, '', false",
                "/apis/g.io/v2/things/a+b, g.io, v2, '', things, a+b, '', false"
            })
    void addressesAreTakenApart(
            String path,
            String group,
            String version,
            String namespace,
            String plural,
            String name,
            String subresource,
            boolean watching) {
        assertThat(ResourcePath.parse(ResourcePath.segments(path)))
                .hasValue(new ResourcePath(
                        new ResourcePath.GroupVersion(group, version), namespace, plural, name, subresource, watching));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/api", "/api/v1", "/apis/g.io/v2", "/nope/a/b/c/d", "/apis/g.io/v2/things/a/b/c"})
    void otherAddressesAreNoResources(String path) {
        assertThat(ResourcePath.parse(ResourcePath.segments(path))).isEmpty();
    }
}
