using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Xunit;

namespace Redoubt.Testing;

/// <summary>A thread that lives in a network namespace of <c>ip netns</c>: what it opens belongs to that network.</summary>
public sealed class NetworkThread : IDisposable
{
    private readonly BlockingCollection<Action> _work = [];
    private readonly Thread _thread;

    /// <summary>Enters a namespace.</summary>
    /// <param name="name">Its name.</param>
    public NetworkThread(string name)
    {
        using var entered = new ManualResetEventSlim();
        Exception? failure = null;
        _thread = new Thread(() =>
        {
            try
            {
                Enter(name);
            }
            catch (IOException exception)
            {
                failure = exception;
            }

            entered.Set();
            foreach (var work in _work.GetConsumingEnumerable())
            {
                work();
            }
        });
        _thread.Start();
        entered.Wait();
        Assert.Null(failure);
    }

    /// <summary>Does something in the namespace.</summary>
    public T Do<T>(Func<T> work)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        _work.Add(() =>
        {
            try
            {
                done.SetResult(work());
            }
            catch (Exception exception) when (exception is SocketException or IOException)
            {
                done.SetException(exception);
            }
        });
        return done.Task.GetAwaiter().GetResult();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _work.CompleteAdding();
        _thread.Join();
        _work.Dispose();
    }

    private static void Enter(string name)
    {
        using var file = File.OpenHandle($"/run/netns/{name}");
        if (setns((int)file.DangerousGetHandle(), 0) != 0)
        {
            throw new IOException($"no way into {name}: error {Marshal.GetLastPInvokeError()}");
        }
    }

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int setns(int descriptor, int type);
}
