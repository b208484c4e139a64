namespace System.Reflection.Emit;

using System.Collections.Generic;

/// Writing the rows of a class, once (ECMA-335 II.22).
public sealed partial class TypeBuilder
{
    /// Everything that CoreCLR finds wrong with a class when it is created, and minivm when it is first used.
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern void Validate(RuntimeType type);

    public Type CreateType() => CreateTypeInfo();

    public TypeInfo CreateTypeInfo()
    {
        if (isWritten) return Created ?? (TypeInfo)this;
        bool isClass = Row > 1 && !IsInterface && !IsValueType;
        if (isClass && !constructors.Exists(static c => !c.IsStatic) && (attributes & (TypeAttributes.Abstract | TypeAttributes.Sealed)) != (TypeAttributes.Abstract | TypeAttributes.Sealed))
            DefineDefaultConstructor(MethodAttributes.Public);
        foreach (MethodBuilder method in methods) method.CheckBody();
        isWritten = true;
        lock (Owner)
        {
            Write();
            Owner.Publish();
        }
        if (Owner.RuntimeModule != null)
        {
            // What loading the class needs, and is not created yet: somebody may do that now.
            foreach (Type type in interfaces) (type as TypeBuilder)?.Resolve();
            foreach (FieldBuilder field in fields)
                if (field.FieldType is TypeBuilder { IsValueType: true } type && type != this) type.Resolve();
            Created = (RuntimeType)Owner.RuntimeModule.ResolveType(Token);
            Owner.Builder.Remember(Created, this);
            Validate(Created);
        }
        return Created ?? (TypeInfo)this;
    }

    /// The class is needed: unless it is created, asks for it.
    internal void Resolve()
    {
        if (!isWritten) AppDomain.OnTypeResolve(enclosing != null ? name : FullName, Owner.Builder);
    }

    private void Write()
    {
        MetadataTables tables = Owner.Tables;
        tables.SetCell(MetadataTables.TypeDef, Row, 0, (int)attributes);
        tables.SetCell(MetadataTables.TypeDef, Row, 3, parent == null ? 0 : MetadataTables.Code('A', Owner.TypeToken(parent)));
        tables.SetCell(MetadataTables.TypeDef, Row, 4, tables.Counts[MetadataTables.Field] + 1);
        tables.SetCell(MetadataTables.TypeDef, Row, 5, tables.Counts[MetadataTables.MethodDef] + 1);
        if (genericParameters != null)
            foreach (GenericTypeParameterBuilder parameter in genericParameters) parameter.Write(Token);
        if (packing != PackingSize.Unspecified || size != 0 || ((attributes & TypeAttributes.LayoutMask) == TypeAttributes.SequentialLayout && IsValueType && fields.Count == 0))
            tables.Add(MetadataTables.ClassLayout, (int)packing, size == 0 && fields.Count == 0 && IsValueType ? 1 : size, Row);
        foreach (Type i in interfaces) tables.Add(MetadataTables.InterfaceImpl, Row, MetadataTables.Code('A', Owner.TypeToken(i)));
        foreach (CustomAttributeBuilder attribute in customAttributes) attribute.Write(Owner, Token);
        foreach (FieldBuilder field in fields) field.Write();
        foreach (MethodBuilder method in methods) method.Write();
        if (properties.Count != 0)
        {
            int map = tables.Add(MetadataTables.PropertyMap, Row, tables.Counts[MetadataTables.Property] + 1);
            foreach (PropertyBuilder property in properties) property.Write();
            tables.SetList(4, map, properties.Count);
        }
        if (events.Count != 0)
        {
            int map = tables.Add(MetadataTables.EventMap, Row, tables.Counts[MetadataTables.Event] + 1);
            foreach (EventBuilder e in events) e.Write();
            tables.SetList(3, map, events.Count);
        }
        foreach (var (body, declaration) in overrides)
            tables.Add(MetadataTables.MethodImpl, Row, MetadataTables.Code('I', body is MethodBuilder own ? own.DefToken : Owner.MethodToken(body, null, true)), MetadataTables.Code('I', Owner.MethodToken(declaration, null, true)));
        tables.SetList(0, Row, fields.Count);
        tables.SetList(1, Row, methods.Count);
    }
}
