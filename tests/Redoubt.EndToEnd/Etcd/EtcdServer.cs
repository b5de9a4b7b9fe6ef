using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;

namespace Redoubt.EndToEnd.Etcd;

/// <summary>A real etcd on loopback with a folder of its own; ended with the test.</summary>
internal sealed class EtcdServer : IDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _log = new();

    private EtcdServer(Process process) => _process = process;

    /// <summary>What it said.</summary>
    public string Log
    {
        get
        {
            lock (_log)
            {
                return _log.ToString();
            }
        }
    }

    /// <summary>Starts one.</summary>
    /// <param name="folder">Where it keeps its data.</param>
    /// <param name="environment">Variables beside those of the test.</param>
    /// <param name="arguments">Its arguments.</param>
    public static EtcdServer Start(string folder, (string Name, string Value)[] environment, params string[] arguments)
    {
        var start = new ProcessStartInfo("etcd", arguments) { WorkingDirectory = folder, RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var server = new EtcdServer(Process.Start(start)!);
        server._process.ErrorDataReceived += (_, line) => server.Said(line.Data);
        server._process.OutputDataReceived += (_, line) => server.Said(line.Data);
        server._process.BeginErrorReadLine();
        server._process.BeginOutputReadLine();
        return server;
    }

    /// <summary>Waits until it listens on a port; false if it ended before.</summary>
    public async Task<bool> ListensAsync(int port)
    {
        while (!_process.HasExited)
        {
            using var socket = new TcpClient();
            try
            {
                await socket.ConnectAsync("127.0.0.1", port, TestContext.Current.CancellationToken);
                return true;
            }
            catch (SocketException)
            {
                await Task.Delay(50, TestContext.Current.CancellationToken);
            }
        }
        return false;
    }

    /// <summary>Waits until it ends, and gives its code.</summary>
    public async Task<int> EndAsync()
    {
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return _process.ExitCode;
    }

    /// <summary>Writes an entry over its gateway.</summary>
    public static async Task PutAsync(HttpClient client, Uri endpoint, string key, byte[] value)
    {
        var entry = new JsonObject { ["key"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(key)), ["value"] = Convert.ToBase64String(value) };
        using var content = new StringContent(entry.ToJsonString());
        using var answer = await client.PostAsync(new Uri(endpoint, "/v3/kv/put"), content, TestContext.Current.CancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
    }

    private void Said(string? line)
    {
        lock (_log)
        {
            _log.AppendLine(line);
        }
    }
}
