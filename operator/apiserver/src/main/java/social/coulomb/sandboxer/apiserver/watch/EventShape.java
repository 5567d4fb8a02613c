package social.coulomb.sandboxer.apiserver.watch;

/// Turns the object of an event into what the client wants to see of it. Used by one thread.
@FunctionalInterface
public interface EventShape {

    /// Objects as they are.
    EventShape WHOLE = json -> json;

    /// Brings one object into the wanted form.
    ///
    /// @param json the object; not to be modified
    /// @return what is shown; not to be modified
    byte[] shape(byte[] json);
}
