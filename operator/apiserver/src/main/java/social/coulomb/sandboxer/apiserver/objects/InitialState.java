package social.coulomb.sandboxer.apiserver.objects;

import java.util.List;
import social.coulomb.sandboxer.apiserver.store.StoredObject;

/// What a watch shows before anything happens.
///
/// @param objects the objects that are there
/// @param revision the state that they were taken from
/// @param announced whether a bookmark says where they end
record InitialState(List<StoredObject> objects, long revision, boolean announced) {

    InitialState {
        objects = List.copyOf(objects);
    }
}
