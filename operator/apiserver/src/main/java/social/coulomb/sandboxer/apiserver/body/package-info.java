/// Request bodies: JSON, YAML and the protobuf form of built-in kinds become trees, with the complaints of Kubernetes.
@NullMarked
package social.coulomb.sandboxer.apiserver.body;

import org.jspecify.annotations.NullMarked;
