package social.coulomb.sandboxer.composessh.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import social.coulomb.sandboxer.host.engine.EngineInfo;
import social.coulomb.sandboxer.host.engine.EngineKind;
import social.coulomb.sandboxer.host.engine.EngineVersion;
import social.coulomb.sandboxer.host.shell.SectionedOutput;
import social.coulomb.sandboxer.sdk.SandboxIdentity;

/// The scripts that look and remove, run by this machine's shell against an engine that is played.
class LookScriptTest {

    private static final SandboxIdentity IDENTITY = new SandboxIdentity("here", "u", 1, "default", "one");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path home;

    @BeforeEach
    void begin() throws IOException {
        Path directory = Files.createDirectories(home.resolve("base").resolve(IDENTITY.sandboxId()));
        Files.writeString(directory.resolve("up.group"), "999999999\n");
    }

    @Test
    void whatAnEngineWarnsOfIsNoThing() throws Exception {
        SectionedOutput look = look("echo 'level=warning msg=odd' >&2");

        assertThat(look.sections()).allSatisfy((name, section) -> {
            assertThat(section.succeeded()).as(name).isTrue();
            assertThat(section.text()).as(name).doesNotContain("odd");
        });
    }

    @Test
    void aListThatCannotBeReadIsNotEmpty() throws Exception {
        SectionedOutput look = look("echo first; echo 'it is broken' >&2; exit 125");

        for (String name : List.of("containers", "halves", "networks", "volumes", "pods", "images")) {
            assertThat(look.text(name)).as(name).isEmpty();
            assertThat(look.section(name).orElseThrow().complaint()).as(name).isEqualTo("it is broken");
        }
    }

    /// As podman tells of a container over whose removal it was killed.
    @Test
    void aContainerThatCannotBeInspectedAnyMoreIsStillSeen() throws Exception {
        SectionedOutput look = look("""
                case "$*" in
                *' -aq '*) printf '%s\\n' whole going ;;
                *inspect*going) echo inspected; echo 'container not known' >&2; exit 125 ;;
                *inspect*) echo inspected ;;
                *id=going*) echo 'web|Removing|rest' ;;
                esac
                """);

        assertThat(look.text("containers").orElseThrow().lines()).containsExactly("inspected", "web|Removing|rest");
    }

    @Test
    void aContainerOfWhichNothingCanBeToldIsNotNone() throws Exception {
        SectionedOutput look = look("""
                case "$*" in
                *' -aq '*) echo odd ;;
                *inspect*) echo 'it is broken' >&2; exit 125 ;;
                *id=odd*) echo 'web|Up 3 minutes|rest' ;;
                esac
                """);

        assertThat(look.text("containers")).isEmpty();
    }

    @Test
    void onlyWhatHasNoContainerIsHalfOfOne() throws Exception {
        String project = IDENTITY.backendName();
        SectionedOutput look = look("""
                case "$*" in
                *--external*) printf '%%s|storage\\n' %1$s-half-1 %1$s_half_2 %1$s-whole-1 %1$s0-other-1 ;;
                *Names*) echo %1$s-whole-1 ;;
                esac
                """.formatted(project));

        assertThat(look.text("halves").orElseThrow().lines()).containsExactly(project + "-half-1", project + "_half_2");
    }

    @Test
    void aDirectoryIsAbsentOnlyIfTheSystemSaysSo() throws Exception {
        assertThat(look(":").text("directory")).contains("present");
        assertThat(look(":", "elsewhere").text("directory")).contains("absent");

        Files.writeString(home.resolve("file"), "");
        assertThat(look(":", "file").text("directory")).isEmpty();
        assertThat(look(":", "file/base").text("directory")).isEmpty();
    }

    /// Base directories below a link are ordinary: `/home` is one on some systems.
    @Test
    void whatStillBringsUpIsEndedAlsoBelowALink() throws Exception {
        Files.createSymbolicLink(home.resolve("link"), home.resolve("base"));
        Path directory = home.resolve("base").resolve(IDENTITY.sandboxId());
        Process up = new ProcessBuilder("setsid", "sh", "-c", """
                read -r _ _ _ _ _ session _ </proc/self/stat
                echo "$session" >up.group
                sleep 60
                :
                """)
                .directory(directory.toFile())
                .start();
        try {
            while (Files.readString(directory.resolve("up.group")).strip().length() == 9) {
                TimeUnit.MILLISECONDS.sleep(20);
            }
            run(ProjectScripts.interrupt(site(":", "link")));

            assertThat(up.waitFor(5, TimeUnit.SECONDS)).isTrue();
        } finally {
            up.descendants().forEach(ProcessHandle::destroyForcibly);
            up.destroyForcibly();
        }
    }

    @Test
    void rulesOfTheFirewallAloneAreStillSomethingThatIsLeft() {
        ProjectSight rules = new ProjectSight(List.of(), List.of(), false, "", Optional.empty(), Optional.of(2), false);
        ProjectSight unreadable =
                new ProjectSight(List.of(), List.of(), false, "", Optional.empty(), Optional.empty(), false);

        assertThat(rules.isEmpty()).isFalse();
        assertThat(unreadable.isEmpty()).isTrue();
    }

    @Test
    void onlyRulesWhoseWholeCommentIsTheProjectsAreOurs() throws Exception {
        program("sudo", "shift; exec \"$@\"");
        program("iptables", """
                [ "$2" = -S ] || exit 0
                for comment in %1$s '"%1$s"' %1$s0 x%1$s '"%1$s of others"' '"x --comment %1$s y"'; do
                    echo "-A INPUT -i b -m comment --comment $comment -j REJECT --reject-with x"
                done
                """.formatted(IDENTITY.backendName()));

        assertThat(look(":").text("gates")).contains("2");
    }

    private SectionedOutput look(String engine) throws Exception {
        return look(engine, "base");
    }

    private SectionedOutput look(String engine, String base) throws Exception {
        return run(ProjectScripts.look(site(engine, base)));
    }

    private ProjectSite site(String engine, String base) throws IOException {
        Path program = program("engine", engine);
        EngineInfo info =
                new EngineInfo(EngineKind.PODMAN, EngineVersion.NONE, List.of(program.toString()), null, false, null);
        return new ProjectSite(info, home.resolve(base).toString(), IDENTITY);
    }

    private Path program(String name, String script) throws IOException {
        Path program = home.resolve(name);
        Files.writeString(program, "#!/bin/sh\n" + script + "\n");
        return Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    }

    /// Programs that are played come before the machine's.
    private SectionedOutput run(String script) throws Exception {
        ProcessBuilder builder = new ProcessBuilder("sh", "-s").redirectErrorStream(true);
        builder.environment().merge("PATH", home.toString(), (path, first) -> first + ":" + path);
        Process shell = builder.start();
        shell.getOutputStream().write(script.getBytes(StandardCharsets.UTF_8));
        shell.getOutputStream().close();
        String output = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        shell.waitFor();
        return SectionedOutput.parse(output);
    }
}
