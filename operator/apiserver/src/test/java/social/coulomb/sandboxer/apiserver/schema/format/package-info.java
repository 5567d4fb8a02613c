@NullMarked
package social.coulomb.sandboxer.apiserver.schema.format;

import org.jspecify.annotations.NullMarked;
