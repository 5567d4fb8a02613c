package social.coulomb.sandboxer.apiserver.objects;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// The answer to a deletion.
///
/// @param gone whether the object is no longer there; false while finalizers hold it
/// @param body a Status when the object went away at once, else the object as it is now; not to be modified
public record DeleteResult(boolean gone, ObjectNode body) {}
