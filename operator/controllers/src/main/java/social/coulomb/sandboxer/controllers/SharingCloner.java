package social.coulomb.sandboxer.controllers;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.CustomResource;
import io.javaoperatorsdk.operator.api.config.Cloner;
import social.coulomb.sandboxer.crds.hostprobe.HostProbe;
import social.coulomb.sandboxer.crds.sandbox.Sandbox;

/// Copies objects for each pass: metadata, which others change, is copied; spec and status, which are records and
/// which nobody can change, are shared. A copy by way of JSON costs more than most passes themselves.
///
/// @param others copies objects of other kinds
record SharingCloner(Cloner others) implements Cloner {

    @Override
    @SuppressWarnings("unchecked") // every copy is of the class of its original
    public <R extends HasMetadata> R clone(R object) {
        return (R)
                switch (object) {
                    case Sandbox sandbox -> copy(sandbox, new Sandbox());
                    case HostProbe host -> copy(host, new HostProbe());
                    default -> others.clone(object);
                };
    }

    private static <S, T, P extends CustomResource<S, T>> P copy(P from, P to) {
        to.setMetadata(new ObjectMetaBuilder(from.getMetadata()).build());
        to.setSpec(from.getSpec());
        to.setStatus(from.getStatus());
        return to;
    }
}
