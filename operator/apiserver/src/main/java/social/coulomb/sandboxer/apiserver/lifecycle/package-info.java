/// What a cluster's controllers do for the API, done here inside it: owners and their dependents, namespaces
/// that end, definitions that come and go, events that expire.
@NullMarked
package social.coulomb.sandboxer.apiserver.lifecycle;

import org.jspecify.annotations.NullMarked;
