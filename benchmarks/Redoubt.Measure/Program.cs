using System.Diagnostics;
using System.Globalization;
using Redoubt.Benchmarks;

// The benchmarks of Redoubt.Benchmarks in a program that can be compiled ahead of time: best of several rounds, bytes per call.
// With an argument: those whose name holds it.
var wanted = args is [var first, ..] ? first : "";
var tape = new TapeBenchmarks();
tape.Setup();
var cel = new CelBenchmarks();
cel.Setup();
var scan = new ScanBenchmarks();
scan.Setup();
var change = new ChangeBenchmarks();
change.Setup();
var admission = new AdmissionBenchmarks();
admission.Setup();
var access = new AccessBenchmarks();
access.Setup();
var network = new NetworkBenchmarks();
network.Setup();

Measure("lay YAML on tapes", () => tape.LayTapes(), tape.YamlBytes);
Measure("read YAML into documents", () => tape.ReadYaml(), tape.YamlBytes);
Measure("read JSON into documents", () => tape.ReadJson(), tape.JsonBytes);
Measure("CEL: compare a field", () => cel.CompareField());
Measure("CEL: macro over ten containers", () => cel.TenContainers());
Measure("CEL: the same with two conditions", () => cel.TenContainersTwice());
Measure("CEL: a typical control", () => cel.TypicalControl());
Measure("CEL: compile a typical control", () => cel.CompileControl());
Measure("admission: one request, 95 policies", () => admission.Ask());
Measure("judge 1,000 workloads, one thread", () => scan.Judge());
Measure("refuse: what a server says of 1,000 workloads", () => scan.Refuse());
Measure("judge again, one of 10,000 changed", () => Done(change.ByAll));
Measure("judge again, a label of one of 10,000", () => Done(change.Labelled));
Measure("the same, controls over objects only", () => Done(change.ByThoseAlone));
Measure("the same, and all told anew", () => change.Told());
Measure("access: index 5,000 roles, 20,000 bindings", () => access.Index());
Measure("access: can, allowed", () => access.CanAllowed());
Measure("access: can, refused", () => access.CanRefused());
Measure("access: who-can", () => access.WhoCan());
Measure("access: all escalations", () => access.AllEscalations());
Measure("access: read an audit log", () => access.ReadAuditLog(), access.LogBytes);
Measure("network: index 20,000 pods, 2,000 policies", () => network.Index());
Measure("network: that and the map by class", () => network.Map());
Measure("network: one policy changed", () => network.OnePolicyChanged());
Measure("network: one packet", () => network.Packet());
Measure("network: one packet, with what decides", () => network.PacketWithReasons());

// With `growth`: what can reach what over platforms that grow.
foreach (var (pods, more) in wanted == "growth" ? new[] { (100, 0), (1_000, 0), (5_000, 0), (20_000, 0), (50_000, 0), (30_000, 10) } : [])
{
    var grown = new NetworkBenchmarks { Pods = pods, More = more };
    grown.Setup();
    var of = $"{pods} pods, {pods / 40 * (4 + more)} policies";
    Measure($"growth: index {of}", () => grown.Index());
    Measure($"growth: that and the map, {of}", () => grown.Map());
    Measure($"growth: one policy changed, {of}", () => grown.OnePolicyChanged());
}

static bool Done(Action work)
{
    work();
    return true;
}

void Measure<T>(string name, Func<T> work, long bytes = 0)
{
    if (!name.Contains(wanted, StringComparison.Ordinal))
    {
        return;
    }

    var (calls, best, allocated) = (1L, double.MaxValue, 0L);
    for (var round = 0; round < 12; round++)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var clock = Stopwatch.StartNew();
        for (var i = 0L; i < calls; i++)
        {
            work();
        }

        var nanoseconds = clock.Elapsed.TotalNanoseconds;
        allocated = (GC.GetAllocatedBytesForCurrentThread() - before) / calls;
        best = Math.Min(best, nanoseconds / calls);
        calls = Math.Max(1, (long)(200e6 / best));
    }

    var rate = bytes == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"  {bytes / best * 1e3:N0} MB/s");
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-36} {best,14:N1} ns  {allocated,12:N0} B{rate}"));
}
