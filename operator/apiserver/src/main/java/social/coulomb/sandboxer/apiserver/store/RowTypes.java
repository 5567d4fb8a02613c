package social.coulomb.sandboxer.apiserver.store;

/// How the kinds of change are written in the log. The codes are part of the file format.
final class RowTypes {

    private RowTypes() {}

    static int code(StoreEvent.Type type) {
        return switch (type) {
            case CREATED -> 1;
            case UPDATED -> 2;
            case DELETED -> 3;
        };
    }

    static StoreEvent.Type type(int code) {
        return switch (code) {
            case 1 -> StoreEvent.Type.CREATED;
            case 2 -> StoreEvent.Type.UPDATED;
            case 3 -> StoreEvent.Type.DELETED;
            default -> throw new IllegalArgumentException("No kind of change has the code " + code);
        };
    }
}
