/// Structural schemas of Kubernetes: what an object may contain, what is filled in, and what is refused.
@NullMarked
package social.coulomb.sandboxer.apiserver.schema;

import org.jspecify.annotations.NullMarked;
