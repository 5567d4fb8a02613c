/// Named formats of text: dates, durations, addresses, names.
@NullMarked
package social.coulomb.sandboxer.apiserver.schema.format;

import org.jspecify.annotations.NullMarked;
