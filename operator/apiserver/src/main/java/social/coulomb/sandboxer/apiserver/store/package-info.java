/// The durable state of the embedded API: objects in memory, every change in one append-only revision log on
/// disk.
///
/// The package knows objects as bytes under a key and nothing of what they mean. Its promises: nothing is
/// answered or published before it is durable, one revision counter for the whole store is never used twice,
/// and the log is also the history from which watchers resume.
@NullMarked
package social.coulomb.sandboxer.apiserver.store;

import org.jspecify.annotations.NullMarked;
