using System.Runtime.CompilerServices;
using Redoubt.Cel.Tests.Conformance;

// The conformance suite in the program as it is published: prints the table, exits with 1 if anything disagrees or nothing ran.
var report = new ConformanceReport();
Console.WriteLine(report);
foreach (var disagreement in report.Disagreements)
{
    Console.Error.WriteLine(disagreement);
}

Console.WriteLine($"{report.Agreeing} agree, {report.Disagreements.Count} disagree, {(RuntimeFeature.IsDynamicCodeCompiled ? "just in time" : "native")}");
return report.Disagreements.Count == 0 && report.Agreeing > 0 ? 0 : 1;
