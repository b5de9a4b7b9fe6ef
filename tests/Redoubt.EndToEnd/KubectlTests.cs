using System.Diagnostics;
using System.Text.RegularExpressions;
using Redoubt.ApiServer.Hosting;
using Redoubt.ApiServer.Recordings;

namespace Redoubt.EndToEnd;

/// <summary>
/// The real kubectl, asked the same commands, prints over the stand-in of an API server what it printed over a real one. Commands that print something
/// else yet stand in <c>waiting-kubectl.txt</c> with the reason; one there that agrees fails the test.
/// </summary>
[NeedsSuite("api-server")]
public sealed partial class KubectlTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task The_real_kubectl_prints_what_it_printed_over_a_real_server()
    {
        var folder = Suites.Folder("api-server");
        var flows = KubectlFlow.Read(folder).ToArray();
        Recorded[] everything = [.. Recorded.Read(folder), .. flows.SelectMany(flow => flow.Exchanges)];
        var waiting = File.ReadLines(Path.Combine(RedoubtProgram.Root, "tests", "Redoubt.EndToEnd", "waiting-kubectl.txt"))
            .Where(line => !line.StartsWith('#')).Select(line => line.Split(' ')[0]).ToHashSet(StringComparer.Ordinal);
        var (agreed, differing) = (new List<string>(), new List<string>());
        foreach (var flow in flows)
        {
            var (server, meanwhile) = flow.Begin(everything);
            await using var host = await LoopbackHost.StartAsync(server, new HostOptions
            {
                Deliver = (_, answer) =>
                {
                    // What others did while kubectl watched happens when it does.
                    if (answer.Watch is not null && flow.Exit is null)
                    {
                        meanwhile.ApplyTo(server.Store, flow.Exchanges.Max(exchange => exchange.Horizon));
                    }

                    return new Delivery(answer);
                },
            });
            if (await DifferenceAsync(flow, flow.Manifest(flows), host.Address) is { } difference)
            {
                output.WriteLine($"{(waiting.Contains(flow.Id) ? "waits" : "NEW")} {flow.Id} ({flow.Command}): {difference}");
                differing.Add(flow.Id);
            }
            else
            {
                agreed.Add(flow.Id);
            }
        }

        output.WriteLine($"commands of kubectl: {agreed.Count} of {flows.Length} agree");
        Assert.Equal([], differing.Except(waiting));
        Assert.Equal([], agreed.Intersect(waiting));
    }

    private static async Task<string?> DifferenceAsync(KubectlFlow flow, string? manifest, Uri server)
    {
        var folder = Directory.CreateTempSubdirectory("redoubt").FullName;
        try
        {
            var words = flow.Command.Split(' ')[1..];
            if (flow.File is { } file && manifest is not null)
            {
                await File.WriteAllTextAsync(Path.Combine(folder, file), manifest);
            }

            var start = new ProcessStartInfo(RealTools.Kubectl, [.. words, "--server", server.ToString().TrimEnd('/'), "--cache-dir", Path.Combine(folder, "cache")])
            {
                WorkingDirectory = folder,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            (start.Environment["HOME"], start.Environment["KUBECONFIG"]) = (folder, Path.Combine(folder, "none"));
            using var process = Process.Start(start)!;
            var (printed, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            using var end = new CancellationTokenSource(flow.Exit is null ? TimeSpan.FromSeconds(2) : Longest);
            try
            {
                await process.WaitForExitAsync(end.Token);
            }
            catch (OperationCanceledException)
            {
                process.Kill();
                await process.WaitForExitAsync();
            }

            return flow.Exit is { } exit && exit != process.ExitCode ? $"exit {exit} expected, {process.ExitCode}: {await error}"
                : Plain(flow.Output) != Plain(await printed) ? $"\n{Plain(flow.Output)}expected,\n{Plain(await printed)}" : null;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // Without what differs in every run: times, ids, versions, ages, names of temporary files; and columns are as wide as what is in them.
    private static string Plain(string text) => Spaces().Replace(Changing().Replace(text, "…"), " ");

    [GeneratedRegex(
        @"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|\d{4}-\d\d-\d\d[T ][\d:.]+(Z| [+-]\d{4})|[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} [\d:]+ \S+|resourceVersion: ""\d+"""
        + @"|(?<=\s)\d+[smhd](\d+[smhd])?(?=\s)|(\S*/)?(LIVE|MERGED)-\d+|kube-api-access-\w{5}|X509SHA256=[0-9a-f]{64}")]
    private static partial Regex Changing();

    [GeneratedRegex("[ \t]+")]
    private static partial Regex Spaces();
}
