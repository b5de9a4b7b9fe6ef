using System.Globalization;
using System.Text;

namespace Redoubt.Yaml.Tests;

/// <summary>Keeps what a visitor is told: each document as Go would write it as JSON, the problems, the ambiguities.</summary>
internal sealed class Recorder
{
    private readonly Stack<Level> _levels = new();
    private StringBuilder _target = new();

    public List<Recorded> Documents { get; } = [];

    public List<YamlProblem> Problems { get; } = [];

    public List<Ambiguity> Ambiguities { get; } = [];

    /// <summary>What kubectl sees: the documents up to the first problem, those that are null left out.</summary>
    public IEnumerable<string> ForKubectl => Documents.Where(document => !document.Info.AfterProblem && !document.Info.IsNull).Select(document => document.Json);

    public int NullsSkipped => Documents.Count(document => !document.Info.AfterProblem && document.Info.IsNull);

    /// <summary>Whether a strict reader refuses what was read.</summary>
    public bool IsRefusedByStrict => Problems.Count > 0 || Ambiguities.Exists(a => a.Kind is AmbiguityKind.DuplicateKey or AmbiguityKind.MergeOverride);

    public static Recorder Read(YamlText text, YamlCut cut, int depth = YamlLimits.KubernetesDepth)
    {
        var visitor = new Visitor(new Recorder(), text);
        YamlReader.Read(text, ref visitor, YamlLimits.Default with { Depth = depth }, cut);
        return visitor.Recorder;
    }

    public static Recorder Read(string text, YamlCut cut = YamlCut.Kubectl) => Read(YamlText.FromString(text), cut);

    internal sealed record Recorded(YamlDocument Info, string Json);

    private sealed record Level(bool IsMapping, SortedDictionary<string, string> Pairs, StringBuilder Items)
    {
        public string Key { get; set; } = "";
    }

    private void Put(string json)
    {
        if (!_levels.TryPeek(out var level))
        {
            _target.Append(json);
        }
        else if (level.IsMapping)
        {
            Assert.True(level.Pairs.TryAdd(level.Key, json), $"key {level.Key} delivered twice");
        }
        else
        {
            level.Items.Append(level.Items.Length == 0 ? "" : ",").Append(json);
        }
    }

    private void Pop()
    {
        var level = _levels.Pop();
        if (!level.IsMapping)
        {
            Put($"[{level.Items}]");
            return;
        }

        var json = new StringBuilder("{");
        foreach (var (key, value) in level.Pairs)
        {
            if (json.Length > 1)
            {
                json.Append(',');
            }

            GoJson.AppendString(json, key);
            json.Append(':').Append(value);
        }

        Put(json.Append('}').ToString());
    }

    private struct Visitor(Recorder recorder, YamlText text) : IYamlVisitor
    {
        public readonly Recorder Recorder => recorder;

        public readonly void DocumentStart(in YamlDocument document) => recorder._target = new StringBuilder();

        public readonly void DocumentEnd(in YamlDocument document)
        {
            Assert.Empty(recorder._levels);
            recorder.Documents.Add(new Recorded(document, recorder._target.ToString()));
        }

        public readonly void MappingStart(in YamlCollection mapping) =>
            recorder._levels.Push(new Level(true, new SortedDictionary<string, string>(GoJson.ByBytes.Order), new StringBuilder()));

        public readonly void MappingEnd(int end) => recorder.Pop();

        public readonly void SequenceStart(in YamlCollection sequence) => recorder._levels.Push(new Level(false, [], new StringBuilder()));

        public readonly void SequenceEnd(int end) => recorder.Pop();

        public readonly void Key(in YamlKey key)
        {
            CheckSlice(key.Text, key.TextOffset, key.Offset, key.Length);
            recorder._levels.Peek().Key = key.Text.ToString();
        }

        public readonly void Scalar(in YamlScalar scalar)
        {
            CheckSlice(scalar.Text, scalar.TextOffset, scalar.Offset, scalar.Length);
            var json = new StringBuilder();
            switch (scalar.Kind)
            {
                case YamlScalarKind.Null:
                    json.Append("null");
                    break;
                case YamlScalarKind.Bool:
                    json.Append(scalar.Bool ? "true" : "false");
                    break;
                case YamlScalarKind.Int64:
                    json.Append(scalar.Int64.ToString(CultureInfo.InvariantCulture));
                    break;
                case YamlScalarKind.UInt64:
                    json.Append(scalar.UInt64.ToString(CultureInfo.InvariantCulture));
                    break;
                case YamlScalarKind.Double:
                    json.Append(GoJson.Number(scalar.Double));
                    break;
                default:
                    GoJson.AppendString(json, scalar.Text);
                    break;
            }

            recorder.Put(json.ToString());
        }

        public readonly void Problem(in YamlProblem problem)
        {
            Assert.InRange(problem.Offset, 0, text.Chars.Length);
            Assert.Empty(recorder._levels);
            recorder.Problems.Add(problem);
        }

        public readonly void Ambiguity(in Ambiguity ambiguity)
        {
            Assert.InRange(ambiguity.Offset, 0, text.Chars.Length);
            recorder.Ambiguities.Add(ambiguity);
        }

        private readonly void CheckSlice(ReadOnlySpan<char> value, int textOffset, int offset, int length)
        {
            Assert.InRange(offset, 0, text.Chars.Length);
            Assert.InRange(offset + length, offset, text.Chars.Length);
            if (textOffset >= 0)
            {
                Assert.True(text.Span.Slice(textOffset, value.Length).SequenceEqual(value));
            }
        }
    }
}
