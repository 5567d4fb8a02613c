package social.coulomb.sandboxer.composessh.model;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// A compose file as it stands in the workspace: nothing in it is resolved.
///
/// @param place where it is in the workspace
/// @param directory what its relative paths start from, in the workspace
record ComposeSource(String place, String directory, ObjectNode document) {

    static String directoryOf(String place) {
        return place.contains("/") ? place.substring(0, place.lastIndexOf('/')) : "";
    }

    /// The same file with paths that start elsewhere.
    ComposeSource from(String otherDirectory) {
        return new ComposeSource(place, otherDirectory, document);
    }

    /// What a section declares; empty when it is not there or no mapping.
    ObjectNode section(String name) {
        return document.get(name) instanceof ObjectNode section ? section : JsonNodeFactory.instance.objectNode();
    }
}
