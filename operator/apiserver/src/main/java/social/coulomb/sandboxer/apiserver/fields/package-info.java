/// Who set which field of an object: `metadata.managedFields`, server-side apply and its conflicts. Pure; no
/// I/O.
@NullMarked
package social.coulomb.sandboxer.apiserver.fields;

import org.jspecify.annotations.NullMarked;
