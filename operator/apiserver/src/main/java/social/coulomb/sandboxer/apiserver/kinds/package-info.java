/// What the API serves: the built-in kinds and those that CustomResourceDefinitions add while the server runs.
@NullMarked
package social.coulomb.sandboxer.apiserver.kinds;

import org.jspecify.annotations.NullMarked;
