/// What the API answers when it refuses: the Kubernetes `Status` object and the exception that carries it.
@NullMarked
package social.coulomb.sandboxer.apiserver.status;

import org.jspecify.annotations.NullMarked;
