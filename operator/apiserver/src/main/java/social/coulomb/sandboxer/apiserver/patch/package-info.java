/// The patch formats that change an object without owning its fields: merge patch, JSON patch and strategic
/// merge patch. Pure.
@NullMarked
package social.coulomb.sandboxer.apiserver.patch;

import org.jspecify.annotations.NullMarked;
