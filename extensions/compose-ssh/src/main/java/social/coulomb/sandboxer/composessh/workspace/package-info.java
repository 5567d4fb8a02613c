/// Where a sandbox's workspace comes from: a directory that may be read, or a git repository.
@NullMarked
package social.coulomb.sandboxer.composessh.workspace;

import org.jspecify.annotations.NullMarked;
