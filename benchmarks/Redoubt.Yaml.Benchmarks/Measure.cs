using System.Text.Json;

namespace Redoubt.Yaml.Benchmarks;

/// <summary>The best of some runs.</summary>
internal static class Measure
{
    private const int Runs = 5;

    public static string Run(Reader reader, Corpus corpus)
    {
        try
        {
            var best = TimeSpan.MaxValue;
            long allocated = 0;
            for (var run = 0; run < Runs; run++)
            {
                var before = Environment.CpuUsage.TotalTime;
                var allocatedBefore = GC.GetAllocatedBytesForCurrentThread();
                reader.Read(corpus);
                allocated = GC.GetAllocatedBytesForCurrentThread() - allocatedBefore;
                var took = Environment.CpuUsage.TotalTime - before;
                best = took < best ? took : best;
            }

            return $"{reader.Name,-30} {corpus.Yaml.Length / best.TotalSeconds / 1e6,8:F1} MB/s of YAML {(double)allocated / corpus.Yaml.Length,8:F2} bytes allocated for a byte";
        }
        catch (Exception refused) when (refused is YamlDotNet.Core.YamlException or SharpYaml.YamlException or JsonException)
        {
            return $"{reader.Name,-30} refuses: {refused.Message}";
        }
    }
}
