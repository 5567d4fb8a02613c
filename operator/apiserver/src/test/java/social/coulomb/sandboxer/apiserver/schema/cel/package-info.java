@NullMarked
package social.coulomb.sandboxer.apiserver.schema.cel;

import org.jspecify.annotations.NullMarked;
