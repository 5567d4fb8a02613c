package social.coulomb.sandboxer.apiserver.kinds;

import java.util.List;

/// Everything that a resource is called.
///
/// @param kind the type of one object, `Widget`
/// @param listKind the type of a list of them, `WidgetList`
/// @param plural the name in URLs, `widgets`
/// @param singular the name for one in a command line, `widget`; may be empty
/// @param shortNames abbreviations for a command line
/// @param categories groups such as `all`
public record ResourceNames(
        String kind,
        String listKind,
        String plural,
        String singular,
        List<String> shortNames,
        List<String> categories) {

    public ResourceNames {
        shortNames = List.copyOf(shortNames);
        categories = List.copyOf(categories);
    }
}
