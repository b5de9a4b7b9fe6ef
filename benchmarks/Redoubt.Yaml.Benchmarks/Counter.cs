namespace Redoubt.Yaml.Benchmarks;

/// <summary>Counts what it is told.</summary>
internal struct Counter : IYamlVisitor
{
    public int Problems { get; private set; }

    public long Values { get; private set; }

    public readonly void DocumentStart(in YamlDocument document)
    {
    }

    public readonly void DocumentEnd(in YamlDocument document)
    {
    }

    public void MappingStart(in YamlCollection mapping) => Values++;

    public readonly void MappingEnd(int end)
    {
    }

    public void SequenceStart(in YamlCollection sequence) => Values++;

    public readonly void SequenceEnd(int end)
    {
    }

    public void Key(in YamlKey key) => Values += key.Text.Length & 1;

    public void Scalar(in YamlScalar scalar) => Values += scalar.Text.Length & 1;

    public void Problem(in YamlProblem problem) => Problems++;

    public readonly void Ambiguity(in Ambiguity ambiguity)
    {
    }
}
