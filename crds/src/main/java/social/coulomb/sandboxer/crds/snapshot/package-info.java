/// The kind Snapshot: a checkpoint of a sandbox's workspace.
@NullMarked
package social.coulomb.sandboxer.crds.snapshot;

import org.jspecify.annotations.NullMarked;
