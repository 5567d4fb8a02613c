package social.coulomb.sandboxer.composessh.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import social.coulomb.sandboxer.composessh.TestProfiles;

/// What `include` reads in.
class IncludeTest extends AssembledFiles {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "db/compose.yaml",
                "[db/compose.yaml]",
                "[./db/../db/compose.yaml]",
                "[{path: db/compose.yaml}]",
                "[{path: [db/compose.yaml]}]",
                "[{path: db/compose.yaml, project_directory: db, env_file: values.env}]"
            })
    void anIncludedFileBelongsToTheProjectWithPathsOfItsOwn(String include) throws Exception {
        ContainedProject project = workspace.contain("include: " + include + """

                services:
                  web: {image: busybox, depends_on: [db], networks: [back], configs: [settings]}
                """);

        assertThat(project.services())
                .extracting(ContainedProject.Service::name)
                .containsExactlyInAnyOrder("web", "db");
        assertThat(project.networks())
                .extracting(ContainedProject.PlannedNetwork::key)
                .containsExactly("back");
        assertThat(project.file().path("services").path("db").path("volumes"))
                .extracting(JsonNode::asText)
                .containsExactly(ContainmentFixture.ON_HOST + "/db/schema:/schema:ro", "store:/store");
        assertThat(project.file().path("services").path("web").path("volumes"))
                .extracting(JsonNode::asText)
                .containsExactly(ContainmentFixture.ON_HOST + "/db/schema/one.sql:/settings:ro");
        assertThat(project.file().path("volumes").has("store")).isTrue();
    }

    @Test
    void aProjectDirectoryMovesThePathsOfWhatIsIncluded() throws Exception {
        workspace.file("db/parts/compose.yaml", "services: {db: {image: postgres, volumes: ['./schema:/schema']}}");

        assertThat(services("include: [{path: db/parts/compose.yaml, project_directory: db}]")
                        .path("db")
                        .path("volumes")
                        .path(0)
                        .asText())
                .isEqualTo(ContainmentFixture.ON_HOST + "/db/schema:/schema");
    }

    @Test
    void aMainFileInADirectoryReadsInWhatLiesBesideIt() throws Exception {
        workspace.file("deploy/compose.yaml", """
                include: [../db/compose.yaml]
                services: {web: {extends: {file: ../common/base.yaml, service: base}}}
                volumes: {kept: {}}
                """);

        JsonNode services = workspace
                .containFile("deploy/compose.yaml", TestProfiles.standard())
                .file()
                .path("services");

        assertThat(services.path("db").path("volumes").path(0).asText())
                .isEqualTo(ContainmentFixture.ON_HOST + "/db/schema:/schema:ro");
        assertThat(services.path("web").path("build").path("context").asText())
                .isEqualTo(ContainmentFixture.ON_HOST + "/common/image");
    }

    @Test
    void severalPathsOfOneItemAreLaidOverEachOther() throws Exception {
        workspace.file("db/override.yaml", "services: {db: {image: 'postgres:17', expose: ['5432']}}");

        JsonNode db = services("include: [{path: [db/compose.yaml, db/override.yaml]}]")
                .path("db");

        assertThat(db.path("image").asText()).isEqualTo("postgres:17");
        assertThat(db.path("volumes")).hasSize(2);
    }

    @Test
    void anEmptySectionLaidOverAnotherTakesNothingAway() throws Exception {
        workspace.file("db/override.yaml", "services:\nvolumes:\n");

        assertThat(workspace
                        .contain("include: [{path: [db/compose.yaml, db/override.yaml]}]")
                        .file()
                        .path("services")
                        .has("db"))
                .isTrue();
    }

    @Test
    void variablesOfAnIncludedFileComeFromItsOwnAndTheMainOnesWin() throws Exception {
        workspace
                .file(".env", "BOTH=main\n")
                .file("sub/.env", "BOTH=sub\nONE=own\n")
                .file("other.env", "ONE=other\n")
                .file("sub/compose.yaml", "services: {db: {image: 'db:${BOTH}-${ONE-none}'}}");

        assertThat(services("include: sub/compose.yaml")
                        .path("db")
                        .path("image")
                        .asText())
                .isEqualTo("db:main-own");
        assertThat(services("include: [{path: sub/compose.yaml, env_file: [other.env]}]")
                        .path("db")
                        .path("image")
                        .asText())
                .isEqualTo("db:main-other");
    }

    @Test
    void dollarsStayAsTheyWereMeantHoweverDeepTheFile() throws Exception {
        workspace
                .file("a.yaml", "include: [b.yaml]")
                .file("b.yaml", "services: {db: {extends: {file: c.yaml, service: c}}}")
                .file("c.yaml", "services: {c: {image: db, command: [echo, $$HOME]}}");

        assertThat(services("include: [a.yaml]")
                        .path("db")
                        .path("command")
                        .path(1)
                        .asText())
                .isEqualTo("$HOME");
    }

    @Test
    void aNameThatIsDeclaredTwiceIsAConflict() {
        assertRefused(
                "include: [db/compose.yaml]\nservices: {db: {image: mysql}}",
                "services.db",
                "is declared in compose.yaml and, differently, in db/compose.yaml: rename one");
        assertRefused(
                "include: [db/compose.yaml, sub/compose.yaml]",
                "networks.back",
                "is declared in db/compose.yaml and, differently, in sub/compose.yaml: rename one",
                "sub/compose.yaml",
                "services: {x: {image: busybox}}\nnetworks: {back: {internal: true}}");
    }

    @Test
    void theSameThingMayComeBySeveralWays() throws Exception {
        workspace
                .file("a.yaml", "include: [db/compose.yaml]\nservices: {a: {image: busybox}}")
                .file("b.yaml", "include: [db/compose.yaml]\nservices: {b: {image: busybox}}");

        assertThat(services("include: [a.yaml, b.yaml]").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("a", "b", "db");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ../x.yaml                                | include       | leads out of the workspace
            [/etc/x.yaml]                            | include[0]    | leads out of the workspace
            [outside/x.yaml]                         | include[0]    | leads out of the workspace
            [out.yaml]                               | include[0]    | leads out of the workspace
            ['https://example.com/x.yaml']           | include[0]    | nothing is fetched: copy it into the workspace
            ['https://github.com/a/b.git#main:dir']  | include[0]    | nothing is fetched
            ['git@github.com:a/b.git']               | include[0]    | nothing is fetched
            ['oci://example.com/a:latest']           | include[0]    | nothing is fetched
            [missing.yaml]                           | include[0]    | add it, or correct the path
            [db]                                     | include[0]    | add it, or correct the path
            [{path: ../x.yaml}]                      | include[0].path | leads out of the workspace
            [{path: [db/compose.yaml, ../x.yaml]}]   | include[0].path | leads out of the workspace
            [{env_file: .env}]                       | include[0].path | must be a text or a list
            [{path: db/compose.yaml, odd: 1}]        | include[0].odd | remove it
            [{path: db/compose.yaml, project_directory: ..}] | include[0].project_directory | correct the path
            [{path: db/compose.yaml, project_directory: outside}] | include[0].project_directory | correct the path
            [{path: db/compose.yaml, env_file: ../x.env}] | include[0].env_file | leads out of the workspace
            [{path: db/compose.yaml, env_file: missing.env}] | include[0].env_file | add it, or correct the path
            [compose.yaml]                           | include[0]    | (compose.yaml -> compose.yaml)
            [loop.yaml]                              | include[0]    | (compose.yaml -> loop.yaml -> compose.yaml)
            """)
    void anIncludeThatCannotBeIsToldWithItsCure(String include, String path, String message) {
        assertRefused(
                "include: " + include + "\nservices: {web: {image: busybox}}",
                path,
                message,
                "loop.yaml",
                "include: [compose.yaml]");
    }
}
