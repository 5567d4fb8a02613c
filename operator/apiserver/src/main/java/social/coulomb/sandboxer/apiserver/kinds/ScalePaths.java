package social.coulomb.sandboxer.apiserver.kinds;

import java.util.Optional;

/// Where the `/scale` subresource finds its numbers in an object.
public record ScalePaths(FieldPath specReplicas, FieldPath statusReplicas, Optional<FieldPath> labelSelector) {}
