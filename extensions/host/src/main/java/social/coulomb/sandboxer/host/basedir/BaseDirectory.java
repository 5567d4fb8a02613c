package social.coulomb.sandboxer.host.basedir;

import social.coulomb.sandboxer.host.inventory.SandboxMarker;
import social.coulomb.sandboxer.host.shell.CancelSignal;

/// The directory on a host under which every sandbox has its own.
///
/// It may lie in a directory that anybody can write to, so nothing in it is believed before owner, kind and
/// mode were checked. Every method blocks for one round trip and is repeatable. All throw
/// [social.coulomb.sandboxer.host.shell.HostFailure] if the host cannot be asked, [UnsafeDirectory] if
/// something there is not ours, and [DirectoryRefused] if there is no room or no right.
public interface BaseDirectory {

    /// Its absolute path.
    String path();

    /// Makes the base directory if it is absent and records `expected` in it if nothing is recorded yet.
    ///
    /// @return the identity recorded now, which need not be the expected one
    HostIdentity claim(HostIdentity expected, CancelSignal cancel);

    /// Takes our record out of the base directory, and the directory with it if nothing else is in it. What
    /// somebody else recorded is left alone.
    void release(HostIdentity ours, CancelSignal cancel);

    /// Makes the sandbox's own directory (mode 0700) and writes its marker before anything else can be in it.
    /// If it is there already it must carry a marker of the same UID and incarnation.
    ///
    /// @return the absolute path of the sandbox's directory
    String create(SandboxMarker marker, CancelSignal cancel);

    /// Removes the sandbox's directory and everything in it, without crossing into another file system. Fails
    /// if it carries a marker of another UID. A directory that is not there is success; so is its absence after
    /// a concurrent removal.
    ///
    /// @return how many entries could not be removed, files of another account usually; 0 means that nothing is
    ///     left
    int remove(SandboxMarker marker, CancelSignal cancel);
}
