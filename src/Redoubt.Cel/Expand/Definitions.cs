using System.Collections.Immutable;
using Redoubt.Cel.Language;
using Redoubt.Cel.Parse;
using Redoubt.Cel.Tree;

namespace Redoubt.Cel.Expand;

/// <summary>
/// An environment's definitions. A call `x.f(y)` of one is replaced by its body before the check, so that checker, cost and export see
/// plain CEL. The nodes of the body get the place of the call, those of the arguments keep theirs.
/// </summary>
internal sealed class Definitions
{
    /// <summary>How much higher than what is written an expression may become.</summary>
    private const int HeightFactor = 2;

    private readonly Dictionary<(string Name, int Parameters), Definition> _byName = [];
    private readonly ImmutableArray<(string, CelProblem)>.Builder _problems = ImmutableArray.CreateBuilder<(string, CelProblem)>();
    private readonly CelLimits _limits;

    private Definitions(CelLimits limits) => _limits = limits;

    public ImmutableArray<(string Define, CelProblem Problem)> Problems { get; private set; } = [];

    /// <summary>The names that are defined.</summary>
    public IEnumerable<string> Names => _byName.Keys.Select(key => key.Name);

    /// <summary>Parses a language's definitions and expands those that use others.</summary>
    public static Definitions Read(EnvironmentParts parts)
    {
        var definitions = new Definitions(parts.Limits);
        foreach (var (define, text) in parts.Definitions.SelectMany(read => read()))
        {
            definitions.Add(parts, define, text);
        }

        foreach (var definition in definitions._byName.Values)
        {
            definitions.Resolve(definition, []);
        }

        definitions.Problems = definitions._problems.ToImmutable();
        return definitions;
    }

    /// <summary>The tree with all calls of definitions expanded.</summary>
    public ParsedTree Expand(ParsedTree tree)
    {
        if (_byName.Count == 0)
        {
            return tree;
        }

        var expansion = new Expansion(this, tree);
        var root = expansion.Visit(tree.Root);
        return new ParsedTree(tree.Text, root, expansion.Spans, expansion.Problems);
    }

    /// <summary>The tree with expressions in place of free variables.</summary>
    public static ParsedTree Replace(EnvironmentParts parts, ParsedTree tree, IReadOnlyDictionary<string, string> texts)
    {
        Dictionary<string, Expression> replacements = [];
        foreach (var (name, text) in texts)
        {
            var parsed = Parser.Parse(text, parts);
            if (!parsed.Problems.IsEmpty)
            {
                throw new ArgumentException($"`{text}` cannot replace `{name}`: {parsed.Problems[0]}", nameof(texts));
            }

            replacements.Add(name, parsed.Root);
        }
        var root = new Substitutes(replacements, id => id, _ => 0, _ => false).Copy(tree.Root);
        return new ParsedTree(tree.Text, root, tree.Spans, []);
    }

    private void Add(EnvironmentParts parts, string define, string text)
    {
        var left = Parser.Parse(define, parts, macros: false);
        var body = Parser.Parse(text, parts);
        foreach (var problem in left.Problems.Concat(body.Problems))
        {
            _problems.Add((define, problem));
        }

        if (!left.Problems.IsEmpty || !body.Problems.IsEmpty)
        {
            return;
        }

        var whole = new CelSpan(0, define.Length);
        if (Definition.Read(define, left.Root, body.Root) is not { } definition)
        {
            _problems.Add((define, DefinitionErrors.Shape(whole)));
        }
        else if (!_byName.TryAdd((definition.Name, definition.Parameters.Length), definition))
        {
            _problems.Add((define, DefinitionErrors.Twice(whole, definition.Name, definition.Parameters.Length)));
        }
    }

    /// <summary>Expands a definition's body, those that it needs first; on a cycle it stays as it is, with a problem.</summary>
    private void Resolve(Definition definition, ImmutableList<Definition> chain)
    {
        if (definition.IsResolved)
        {
            return;
        }

        if (chain.Contains(definition))
        {
            var names = chain.SkipWhile(one => one != definition).Append(definition).Select(one => one.Name);
            _problems.Add((definition.Define, DefinitionErrors.Cycle(new CelSpan(0, definition.Define.Length), names)));
            definition.IsResolved = true;
            return;
        }
        chain = chain.Add(definition);
        foreach (var call in Calls(definition.Body))
        {
            if (_byName.TryGetValue((call.Function, call.Arguments.Length), out var needed))
            {
                Resolve(needed, chain);
            }
        }

        if (definition.IsResolved)
        {
            return;
        }

        var expansion = new Expansion(this, new ParsedTree(definition.Define, definition.Body, [], []));
        definition.Body = expansion.Visit(definition.Body);
        foreach (var problem in expansion.Problems)
        {
            _problems.Add((definition.Define, problem));
        }

        definition.IsResolved = true;
    }

    private static IEnumerable<Call> Calls(Expression expression)
    {
        var inner = expression.Children.SelectMany(Calls);
        return expression is Call { Target: not null } call ? inner.Prepend(call) : inner;
    }

    /// <summary>Whether the tree is higher than a limit; goes no deeper than that.</summary>
    private static bool IsHigher(Expression expression, int limit) => limit == 0 || expression.Children.Any(child => IsHigher(child, limit - 1));

    /// <summary>One walk over a tree that replaces calls, innermost first.</summary>
    private sealed class Expansion(Definitions definitions, ParsedTree tree)
    {
        private readonly ImmutableArray<CelSpan>.Builder _spans = tree.Spans.IsDefaultOrEmpty ? ImmutableArray.CreateBuilder<CelSpan>() : tree.Spans.ToBuilder();
        private readonly ImmutableArray<CelProblem>.Builder _problems = ImmutableArray.CreateBuilder<CelProblem>();
        private readonly List<string> _bound = [];

        public ImmutableArray<CelSpan> Spans => _spans.ToImmutable();

        public ImmutableArray<CelProblem> Problems => _problems.ToImmutable();

        public Expression Visit(Expression expression) => expression switch
        {
            Select select => select with { Operand = Visit(select.Operand) },
            Call call => VisitCall(call with { Target = call.Target is null ? null : Visit(call.Target), Arguments = VisitAll(call.Arguments) }),
            ListLiteral list => list with { Items = VisitAll(list.Items) },
            MapLiteral map => map with { Entries = [.. map.Entries.Select(entry => entry with { Key = Visit(entry.Key), Value = Visit(entry.Value) })] },
            ObjectLiteral literal => literal with { Fields = [.. literal.Fields.Select(field => field with { Value = Visit(field.Value) })] },
            Comprehension fold => VisitFold(fold),
            _ => expression,
        };

        private ImmutableArray<Expression> VisitAll(ImmutableArray<Expression> expressions) => [.. expressions.Select(Visit)];

        private Comprehension VisitFold(Comprehension fold)
        {
            fold = fold with { Range = Visit(fold.Range), Initial = Visit(fold.Initial) };
            var depth = _bound.Count;
            _bound.Add(fold.Accumulator);
            var result = Visit(fold.Result);
            _bound.Add(fold.Variable);
            _bound.Add(fold.SecondVariable ?? fold.Variable);
            fold = fold with { Condition = Visit(fold.Condition), Step = Visit(fold.Step), Result = result };
            _bound.RemoveRange(depth, _bound.Count - depth);
            return fold;
        }

        private Expression VisitCall(Call call)
        {
            if (call.Target is null)
            {
                return call;
            }

            if (!definitions._byName.TryGetValue((call.Function, call.Arguments.Length), out var definition))
            {
                return call;
            }

            var limits = definitions._limits;
            if (_spans.Count > limits.Nodes)
            {
                return Refuse(call, DefinitionErrors.TooLarge(Span(call.Id), limits.Nodes));
            }

            Dictionary<string, Expression> replacements = new(StringComparer.Ordinal) { [definition.Receiver] = call.Target };
            for (var i = 0; i < call.Arguments.Length; i++)
            {
                replacements.Add(definition.Parameters[i], call.Arguments[i]);
            }

            var place = Span(call.Id);
            var expanded = new Substitutes(replacements, _ => NewId(place), id => NewId(Span(id)), _bound.Contains).Copy(definition.Body);
            var height = HeightFactor * limits.Depth;
            return IsHigher(expanded, height) ? Refuse(call, DefinitionErrors.TooDeep(place, height)) : expanded;
        }

        private Call Refuse(Call call, CelProblem problem)
        {
            if (_problems.Count == 0)
            {
                _problems.Add(problem);
            }

            return call;
        }

        private CelSpan Span(int id) => id < _spans.Count ? _spans[id] : default;

        private int NewId(CelSpan place)
        {
            _spans.Add(place);
            return _spans.Count - 1;
        }
    }
}
