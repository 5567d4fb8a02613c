package social.coulomb.sandboxer.composessh.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import social.coulomb.sandboxer.host.shell.ScriptResource;
import social.coulomb.sandboxer.host.shell.ShellQuoting;

/// Composes a script about one project: what it is called, the functions that are needed, then their calls.
///
/// Every word that comes from outside is quoted here and nowhere else.
final class ProjectScript {

    private final StringBuilder text = new StringBuilder();

    private ProjectScript() {}

    /// @param functions names of script files beside this class
    static ProjectScript about(ProjectSite site, String... functions) {
        ProjectScript script = new ProjectScript();
        script.text
                .append("# ")
                .append(site.project())
                .append("\nengine() {\n    ")
                .append(ShellQuoting.quote(site.engine().command()))
                .append(" \"$@\"\n}\n");
        script.assign("kind", site.engine().kind().command())
                .assign("rootless", site.engine().rootless() ? "1" : "0")
                .assign("project", site.project())
                .assign("directory", site.directory())
                .assign("installation", site.identity().installation())
                .assign("uid", site.identity().uid());
        script.text.append(ScriptResource.load(ProjectScript.class, "prelude.sh"));
        for (String file : functions) {
            script.text.append(ScriptResource.load(ProjectScript.class, file));
        }
        return script;
    }

    ProjectScript assign(String variable, String value) {
        text.append(variable).append('=').append(ShellQuoting.quote(value)).append('\n');
        return this;
    }

    ProjectScript call(String... words) {
        return call(List.of(words));
    }

    ProjectScript call(List<String> words) {
        text.append(ShellQuoting.quote(words)).append('\n');
        return this;
    }

    /// Opens a section by hand, for calls that print its lines.
    ProjectScript section(String name, Runnable calls) {
        text.append("printf '\\036%s\\n' ").append(ShellQuoting.quote(name)).append('\n');
        calls.run();
        text.append("printf '\\0370\\n'\n");
        return this;
    }

    /// Writes a file into the sandbox's directory, readable by its account alone.
    ProjectScript file(String name, String content) {
        text.append("printf '%s\\n' ")
                .append(ShellQuoting.quote(content))
                .append(" >\"$directory/")
                .append(name)
                .append(".new\" && mv -f \"$directory/")
                .append(name)
                .append(".new\" \"$directory/")
                .append(name)
                .append("\" || fail DiskFull \"the sandbox's directory cannot be written to\"\n");
        return this;
    }

    String text() {
        return text.toString();
    }

    /// `--label KEY=VALUE` for each label, those of compose included.
    static List<String> labels(ProjectSite site, Map<String, String> ofCompose) {
        List<String> words = new ArrayList<>();
        site.labels().forEach((key, value) -> words.addAll(List.of("--label", key + "=" + value)));
        words.addAll(List.of("--label", "com.docker.compose.project=" + site.project()));
        ofCompose.forEach((key, value) -> words.addAll(List.of("--label", "com.docker.compose." + key + "=" + value)));
        return words;
    }
}
