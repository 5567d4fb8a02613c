package social.coulomb.sandboxer.composessh.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import social.coulomb.sandboxer.composessh.model.ContainedProject;

/// Writes the calls that put the images of a project's services on the host, whoever starts the services then.
/// Pure.
final class ImageCalls {

    private ImageCalls() {}

    static void write(ContainedProject project, ProjectSite site, ProjectScript script) {
        JsonNode services = project.file().path("services");
        if (services.properties().stream()
                .anyMatch(service -> service.getValue().has("build"))) {
            script.assign("builder", ProjectScript.about(site, "builder.sh").text());
        }
        services.properties().forEach(service -> provide(service.getKey(), service.getValue(), site, script));
        script.call("forget_logins");
    }

    private static void provide(String name, JsonNode service, ProjectSite site, ProjectScript script) {
        String image = service.path("image").asText();
        if (service.has("build")) {
            script.call(buildWords(name, image, service.path("build"), site));
        } else {
            script.call("image", name, image, service.path("pull_policy").asText("missing"));
        }
    }

    private static List<String> buildWords(String name, String image, JsonNode build, ProjectSite site) {
        List<String> words = new ArrayList<>(List.of("build", name, image));
        String context = build.path("context").asText();
        if (build.hasNonNull("dockerfile")) {
            words.addAll(
                    List.of("--file", context + "/" + build.path("dockerfile").asText()));
        }
        if (build.hasNonNull("target")) {
            words.addAll(List.of("--target", build.path("target").asText()));
        }
        build.path("args")
                .properties()
                .forEach(argument -> words.addAll(List.of(
                        "--build-arg",
                        argument.getKey() + "=" + argument.getValue().asText())));
        words.addAll(ProjectScript.labels(site, Map.of("service", name)));
        words.add(context);
        return words;
    }
}
