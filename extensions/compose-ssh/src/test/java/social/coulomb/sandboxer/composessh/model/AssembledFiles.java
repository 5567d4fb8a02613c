package social.coulomb.sandboxer.composessh.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// A workspace whose files extend and include each other.
abstract class AssembledFiles {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    @SuppressWarnings("NullAway.Init")
    protected ContainmentFixture workspace;

    @BeforeEach
    void fill() throws IOException {
        workspace = new ContainmentFixture(directory)
                .file("common/data/file", "data")
                .file("common/image/Dockerfile", "FROM busybox")
                .file("common/values.env", "FROM_COMMON=1\nSHARED=common\n")
                .file("values.env", "FROM_MAIN=1\nSHARED=main\n")
                .file("common/base.yaml", """
                        services:
                          base:
                            build: image
                            env_file: values.env
                            volumes: [./data:/data:ro, kept:/kept]
                            expose: ["80"]
                          derived:
                            extends: base
                            expose: ["81"]
                        """)
                .file("db/schema/one.sql", "select 1")
                .file("db/compose.yaml", """
                        services:
                          db:
                            image: postgres
                            volumes: [./schema:/schema:ro, store:/store]
                            networks: [back]
                        networks: {back: {}}
                        volumes: {store: {}}
                        configs: {settings: {file: schema/one.sql}}
                        """)
                .link("outside", "/etc")
                .link("out.yaml", "../../elsewhere.yaml");
    }

    protected final JsonNode services(String compose) throws ComposeRefused, IOException {
        return workspace.contain(compose).file().path("services");
    }

    /// @param files names and contents of further files
    protected final void assertRefused(String compose, String path, String message, String... files) {
        assertThatExceptionOfType(ComposeRefused.class)
                .isThrownBy(() -> {
                    for (int index = 0; index < files.length; index += 2) {
                        workspace.file(files[index], files[index + 1]);
                    }
                    workspace.contain(compose);
                })
                .satisfies(refusal -> assertThat(refusal.findings()).anySatisfy(finding -> {
                    assertThat(finding.path()).isEqualTo(path);
                    assertThat(finding.message()).contains(message);
                }));
    }
}
