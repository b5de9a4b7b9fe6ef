namespace Redoubt.Cel.Check;

/// <summary>
/// What type parameters were found to stand for, and which types agree under it (cel-spec, "Gradual Type Checking"). An attempt that
/// fails leaves no trace.
/// </summary>
internal sealed class Substitution
{
    private readonly Dictionary<CelType, CelType> _found = [];
    private readonly List<(CelType Parameter, CelType? Before)> _trail = [];
    private int _fresh;

    public CelType Fresh() => CelType.Parameter($"@{_fresh++}");

    /// <summary>Whether a value of one type may stand where the other is wanted.</summary>
    public bool Agree(CelType first, CelType second)
    {
        var mark = _trail.Count;
        if (Try(first, second))
        {
            return true;
        }

        Undo(mark);
        return false;
    }

    public bool Agree(ReadOnlySpan<CelType> first, ReadOnlySpan<CelType> second)
    {
        var mark = _trail.Count;
        if (TryAll(first, second))
        {
            return true;
        }

        Undo(mark);
        return false;
    }

    /// <summary>The type with what is known put in; free parameters stay, or become dyn.</summary>
    public CelType Apply(CelType type, bool freeIsDyn)
    {
        if (type.Kind == CelTypeKind.Parameter)
        {
            if (_found.TryGetValue(type, out var known))
            {
                return Apply(known, freeIsDyn);
            }

            return freeIsDyn ? CelType.Dyn : type;
        }
        return Map(type, part => Apply(part, freeIsDyn));
    }

    /// <summary>A signature's types with its parameters made fresh, so that each call has its own.</summary>
    public CelType Instantiate(CelType type, Dictionary<CelType, CelType> fresh)
    {
        if (type.Kind != CelTypeKind.Parameter)
        {
            return Map(type, part => Instantiate(part, fresh));
        }

        if (!fresh.TryGetValue(type, out var made))
        {
            fresh.Add(type, made = Fresh());
        }

        return made;
    }

    /// <summary>The one of two agreeing types that says less.</summary>
    public static CelType MoreGeneral(CelType first, CelType second) => SaysNoMore(first, second) ? first : second;

    // Most types have nothing to change: those stay what they are, for every node of every expression passes here.
    private static CelType Map(CelType type, Func<CelType, CelType> change)
    {
        CelType[]? changed = null;
        for (var i = 0; i < type.Parameters.Length; i++)
        {
            var part = change(type.Parameters[i]);
            if (!ReferenceEquals(part, type.Parameters[i]))
            {
                changed ??= [.. type.Parameters];
                changed[i] = part;
            }
        }

        if (changed is null)
        {
            return type;
        }

        return type.Kind switch
        {
            CelTypeKind.List => CelType.List(changed[0]),
            CelTypeKind.Map => CelType.Map(changed[0], changed[1]),
            CelTypeKind.Type => CelType.TypeOf(changed[0]),
            CelTypeKind.Opaque => CelType.Opaque(type.Name, [.. changed]),
            _ => type,
        };
    }

    private void Undo(int mark)
    {
        for (var i = _trail.Count - 1; i >= mark; i--)
        {
            if (_trail[i].Before is { } before)
            {
                _found[_trail[i].Parameter] = before;
            }
            else
            {
                _found.Remove(_trail[i].Parameter);
            }
        }
        _trail.RemoveRange(mark, _trail.Count - mark);
    }

    private void Set(CelType parameter, CelType type)
    {
        _trail.Add((parameter, _found.GetValueOrDefault(parameter)));
        _found[parameter] = type;
    }

    private bool TryAll(ReadOnlySpan<CelType> first, ReadOnlySpan<CelType> second)
    {
        if (first.Length != second.Length)
        {
            return false;
        }

        for (var i = 0; i < first.Length; i++)
        {
            if (!Try(first[i], second[i]))
            {
                return false;
            }
        }

        return true;
    }

    private bool Try(CelType first, CelType second)
    {
        if (second.Kind == CelTypeKind.Parameter)
        {
            var fits = Bind(second, first, out var known);
            if (fits || known)
            {
                return fits;
            }
        }
        if (first.Kind == CelTypeKind.Parameter)
        {
            return Bind(first, second, out _);
        }

        if (first.IsDyn || second.IsDyn)
        {
            return true;
        }

        if (first.Kind == CelTypeKind.Null || second.Kind == CelTypeKind.Null)
        {
            return TakesNull(first.Kind == CelTypeKind.Null ? second : first);
        }

        if (first.Kind == CelTypeKind.Wrapper || second.Kind == CelTypeKind.Wrapper)
        {
            return Bare(first).Equals(Bare(second));
        }

        if (first.Kind != second.Kind)
        {
            return false;
        }

        return first.Kind == CelTypeKind.Type || (first.Name == second.Name && TryAll(first.Parameters.AsSpan(), second.Parameters.AsSpan()));
    }

    /// <summary>Lets a parameter stand for a type, or finds that it already stands for one that agrees.</summary>
    private bool Bind(CelType parameter, CelType type, out bool known)
    {
        known = true;
        if (parameter.Equals(type))
        {
            return true;
        }

        if (_found.TryGetValue(parameter, out var before))
        {
            if (before.Equals(type))
            {
                return true;
            }

            if (!Try(type, before))
            {
                return false;
            }

            var general = MoreGeneral(type, before);
            if (!Occurs(parameter, general))
            {
                Set(parameter, general);
            }

            return true;
        }
        known = false;
        if (Occurs(parameter, type))
        {
            return false;
        }

        Set(parameter, type);
        return true;
    }

    private bool Occurs(CelType parameter, CelType within)
    {
        if (within.Equals(parameter))
        {
            return true;
        }

        if (within.Kind == CelTypeKind.Parameter)
        {
            return _found.TryGetValue(within, out var known) && Occurs(parameter, known);
        }

        foreach (var part in within.Parameters)
        {
            if (Occurs(parameter, part))
            {
                return true;
            }
        }

        return false;
    }

    private static bool TakesNull(CelType type) =>
        type.Kind is CelTypeKind.Null or CelTypeKind.Wrapper or CelTypeKind.Object or CelTypeKind.Opaque
            or CelTypeKind.Timestamp or CelTypeKind.Duration;

    private static CelType Bare(CelType type) => type.Kind == CelTypeKind.Wrapper ? type.Parameters[0] : type;

    private static bool SaysNoMore(CelType first, CelType second)
    {
        if (first.IsDyn || first.Kind == CelTypeKind.Parameter)
        {
            return true;
        }

        if (second.IsDyn || second.Kind == CelTypeKind.Parameter)
        {
            return false;
        }

        if (first.Kind == CelTypeKind.Wrapper || (first.Kind != CelTypeKind.Null && second.Kind == CelTypeKind.Null))
        {
            return true;
        }

        if (first.Kind != second.Kind || first.Name != second.Name || first.Parameters.Length != second.Parameters.Length)
        {
            return false;
        }

        for (var i = 0; i < first.Parameters.Length; i++)
        {
            if (!SaysNoMore(first.Parameters[i], second.Parameters[i]))
            {
                return first.Kind == CelTypeKind.Type;
            }
        }

        return true;
    }
}
