using BenchmarkDotNet.Attributes;
using Redoubt.Corpus;
using Redoubt.Evidence;
using Redoubt.Evidence.Read;
using Redoubt.Network;
using Redoubt.Network.Ends;
using Redoubt.Network.Ports;

namespace Redoubt.Benchmarks;

/// <summary>What can reach what in a large cluster: 20,000 pods in 500 namespaces with 2,000 policies, every team different.</summary>
public class NetworkBenchmarks
{
    private Platform _platform = null!;
    private Reachability _reachability = null!;
    private Packet[] _packets = [];
    private Document[] _changed = [];
    private int _next;

    /// <summary>How many pods.</summary>
    [Params(20_000)]
    public int Pods { get; set; } = 20_000;

    /// <summary>How many policies each team of 40 pods has beyond its four.</summary>
    public int More { get; set; }

    /// <summary>Reads the objects, and makes up packets between pods that follow one another.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _platform = new PlatformBuilder { Scope = Scope.Whole }
            .AddRange(PolicyWriter.Files(Pods, More).SelectMany(file => DocumentReader.Read(file.Name, file.Text).Documents)).Build();
        _reachability = Reachability.Of(_platform);
        NetworkEnd[] pods = [.. _reachability.Ends.Where(end => end.Kind == EndKind.Pod)];
        _packets = [.. Enumerable.Range(0, 4_000).Select(number => new Packet(pods[number * 31 % pods.Length], pods[number * 37 % pods.Length], Protocol.Tcp, 8000 + (number % 10)))];
        _changed = [.. Enumerable.Range(0, 8).Select(number => DocumentReader.Read("changed.yaml", PolicyWriter.PoliciesOf(number, Pods / 40).Replace("8000", $"{9000 + number}", StringComparison.Ordinal)).Documents[1])];
        Array.ForEach(_packets, packet => _reachability.VerdictOf(packet));
    }

    /// <summary>Reads policies and pods, so that packets can be answered.</summary>
    [Benchmark]
    public int Index() => Reachability.Of(_platform).Classes.Count;

    /// <summary>The same, and who may send to whom, of all classes.</summary>
    [Benchmark]
    public int Map() => Reachability.Of(_platform) is var reachability ? reachability.Map.All().Sum(cells => cells.Count) : 0;

    /// <summary>One policy of a team changed, and one packet of that team.</summary>
    [Benchmark]
    public Verdict OnePolicyChanged() => _reachability.With(_changed[_next++ % _changed.Length]).VerdictOf(_packets[0]);

    /// <summary>One packet, each time another one.</summary>
    [Benchmark]
    public Verdict Packet() => _reachability.VerdictOf(_packets[_next++ % _packets.Length]);

    /// <summary>One packet with what decides.</summary>
    [Benchmark]
    public int PacketWithReasons() => _reachability.Answer(_packets[_next++ % _packets.Length]).Reasons.Count;
}
