/// The compose model: read, resolved and contained. Pure but for reading files of the workspace.
@NullMarked
package social.coulomb.sandboxer.composessh.model;

import org.jspecify.annotations.NullMarked;
