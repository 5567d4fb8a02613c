package social.coulomb.sandboxer.apiserver.fields;

/// How one state of an object differs from another. No field is in more than one of the sets.
record Comparison(FieldSet added, FieldSet modified, FieldSet removed) {

    /// The fields whose values the newer state states.
    FieldSet written() {
        return added.union(modified);
    }

    /// The same without these fields and all below them.
    Comparison without(FieldSet ignored) {
        return ignored.isEmpty()
                ? this
                : new Comparison(
                        added.recursiveDifference(ignored),
                        modified.recursiveDifference(ignored),
                        removed.recursiveDifference(ignored));
    }
}
