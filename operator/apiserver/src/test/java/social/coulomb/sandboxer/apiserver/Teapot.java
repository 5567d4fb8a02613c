package social.coulomb.sandboxer.apiserver;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Version;

/// A teapot, as Java clients see it.
@Group("kitchen.example.org")
@Version("v1")
public final class Teapot extends CustomResource<Teapot.Spec, Teapot.Status> implements Namespaced {

    private static final long serialVersionUID = 1L;

    /// What is wanted.
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Spec(String tea, int cups) {}

    /// What is there.
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Status(int cups) {}

    static Teapot of(String name, String tea) {
        var teapot = new Teapot();
        teapot.getMetadata().setName(name);
        teapot.getMetadata().setNamespace("default");
        teapot.setSpec(new Spec(tea, 2));
        return teapot;
    }
}
