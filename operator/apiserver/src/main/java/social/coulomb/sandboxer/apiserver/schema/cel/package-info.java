/// The expression language of validation rules, with the functions that Kubernetes adds to it.
@NullMarked
package social.coulomb.sandboxer.apiserver.schema.cel;

import org.jspecify.annotations.NullMarked;
