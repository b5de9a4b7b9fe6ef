using Microsoft.Win32.SafeHandles;

namespace Redoubt.Collect.Machines.Root;

/// <summary>A file that a path of the machine led to, held but not opened: nobody can put another in its place meanwhile.</summary>
/// <param name="Directory">The directory in which it was found.</param>
/// <param name="Name">Its name there; <c>.</c> for the root itself.</param>
/// <param name="File">The file.</param>
/// <param name="Status">What the system says of it.</param>
/// <param name="Path">Its path in the machine with every link resolved.</param>
internal sealed record HeldFile(SafeFileHandle Directory, string Name, SafeFileHandle File, FileStatus Status, string Path) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose()
    {
        Directory.Dispose();
        File.Dispose();
    }
}
