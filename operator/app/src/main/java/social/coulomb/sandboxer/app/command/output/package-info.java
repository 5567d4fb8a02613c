/// What commands print: JSON, tables and lines, made of objects of the API. Pure, but for where it is printed.
@NullMarked
package social.coulomb.sandboxer.app.command.output;

import org.jspecify.annotations.NullMarked;
