using System.Runtime.InteropServices;

namespace Redoubt.Collect.Tests.Machines.Suite;

/// <summary>
/// Runs something as another user: Linux keeps the user for files, and the groups, for each thread (setfsuid(2), credentials(7)), so the rest of the tests stays root.
/// </summary>
internal static partial class OtherUser
{
    private const long SetGroups = 116; // asm/unistd_64.h; the library's own call would change every thread
    private const long SetGroupsArm = 159;

    /// <summary>Runs it on a thread of its own.</summary>
    public static T Run<T>(uint user, Func<T> action)
    {
        T result = default!;
        Exception? failure = null;
        var thread = new Thread(() =>
        {
            _ = SystemCall(RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? SetGroupsArm : SetGroups, 0, 0);
            _ = SetGroup(user);
            _ = SetUser(user);
            if (SetUser(user) != user)
            {
                failure = new InvalidOperationException($"the thread could not become user {user}");
                return;
            }

            try
            {
                result = action();
            }
            catch (Exception e)
            {
                failure = e;
            }
        });
        thread.Start();
        thread.Join();
        return failure is null ? result : throw new InvalidOperationException("as the other user", failure);
    }

    [LibraryImport("libc", EntryPoint = "setfsuid")]
    private static partial uint SetUser(uint user);

    [LibraryImport("libc", EntryPoint = "setfsgid")]
    private static partial uint SetGroup(uint group);

    [LibraryImport("libc", EntryPoint = "syscall")]
    private static partial long SystemCall(long number, nint first, nint second);
}
