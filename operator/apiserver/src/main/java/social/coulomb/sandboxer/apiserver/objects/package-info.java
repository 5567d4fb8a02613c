/// The verbs of the API over the store: create, get, list, watch, update, patch and delete, as Kubernetes means
/// them.
@NullMarked
package social.coulomb.sandboxer.apiserver.objects;

import org.jspecify.annotations.NullMarked;
